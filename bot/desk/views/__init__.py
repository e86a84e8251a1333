"""The desk's pages, a file each: a request and a person in, a page out."""
