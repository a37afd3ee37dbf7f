"""Reads the files in which lists come: workbooks (XLSX) and tables in text. None of them is trusted."""
