"""Moving in from a Stack Exchange data dump. docs/decisions tells why it is built this way.

The files are streamed into temporary tables (`reading`, `staging`), every text that is new or
different is rendered there (`rendering`), and one transaction merges all of it (`merging`).
Until that transaction ends nothing is written, and memory does not grow with the dump.
"""
