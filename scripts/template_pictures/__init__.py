"""The pictures of the templates, one file a template."""
