"""Scatter and gather: some rows and columns of a table, written and read; compiled."""

import numpy as np

from matching.compiled import compiled
from matching.texts.text import Floats, Rows


@compiled
def put(evidence: Floats, rows: Rows, columns: Rows, table: Floats) -> None:
    """Write some rows and columns of a table."""
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            table[row, column] = evidence[i, j]


@compiled
def gathered(table: Floats, rows: Rows, columns: Rows) -> Floats:
    """Take some rows and columns of a table; those below zero are left open."""
    found = np.empty((len(rows), len(columns)), dtype=np.float32)
    for i, row in enumerate(rows):
        if row >= 0:
            for j, column in enumerate(columns):
                if column >= 0:
                    found[i, j] = table[row, column]
    return found
