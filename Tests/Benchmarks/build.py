#!/usr/bin/env python3
"""Builds the pack of each generated ISMS once: build.py BINARY FOLDER SIZE…

Prints processor time, peak memory, the number of files, and the largest page and Markdown twin; the edition to print is
no page in this sense. Ends with 1 where a page is larger than a browser or a forge is asked to show.
"""
import os
import shutil
import subprocess
import sys
import time

LARGEST_PAGE, LARGEST_TWIN = 1_500_000, 500_000


def largest(pack, ending):
    files = (os.path.join(folder, name) for folder, _, names in os.walk(pack) for name in names if name.endswith(ending))
    return max(os.path.getsize(file) for file in files if os.path.basename(file) != "print.html")


def main():
    binary, folder, *sizes = sys.argv[1:]
    first = None
    is_too_large = False
    for size in sizes:
        pack = os.path.join(folder, "pack")
        start = time.monotonic()
        process = subprocess.Popen(
            [binary, "build", os.path.join(folder, size), "--rev", "main", "--as-of", "2026-03-01", "-o", pack],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"build failed on {size} documents")
        used = usage.ru_utime + usage.ru_stime
        first = first or used
        files = sum(len(names) for _, _, names in os.walk(pack))
        page, twin = largest(pack, ".html"), largest(pack, ".md")
        is_too_large = is_too_large or page > LARGEST_PAGE or twin > LARGEST_TWIN
        print(
            f"{used:9.1f} s of processor ({wall:.1f} s)  {used / first:6.2f} × build of {sizes[0]} documents  {size} documents: "
            f"{usage.ru_maxrss / 1024:.0f} MB peak memory, {files} files, largest page {page // 1000} KB, "
            f"largest twin {twin // 1000} KB")
        shutil.rmtree(pack)
    sys.exit(1 if is_too_large else 0)


main()
