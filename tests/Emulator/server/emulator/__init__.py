"""AWS for tests: moto behind a gate that is as strict as AWS where moto is not. See ../README.md."""
