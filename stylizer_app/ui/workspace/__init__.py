"""What happens to the document: the controller and its companions between the person and the painter."""
