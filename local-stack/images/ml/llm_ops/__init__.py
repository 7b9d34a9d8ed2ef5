"""What the pods of the local stack run: training stages and the model server."""
