"""`python -m asadvertised` is the command itself."""

from asadvertised.cli.app import main

if __name__ == "__main__":
    main()
