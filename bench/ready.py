"""Runs a module that uses models: `python -m bench.ready bench.ledger_load 4`."""

import runpy
import sys

import django

django.setup()
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__")
