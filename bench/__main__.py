"""`python -m bench`."""

from bench.run import main

if __name__ == "__main__":  # workers import this module under another name
    main()
