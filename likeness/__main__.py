"""`python -m likeness SOCKET`: load the model and answer there until SIGTERM."""

import logging
import sys

from likeness.model import Model
from likeness.process import Process
from likeness.texts import vector_of


def main(path):
    model = Model()
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s")
    Process(path, lambda title, body: vector_of(model, title, body)).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
