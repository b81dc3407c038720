"""The quiet bars above and below: messages and the status."""
