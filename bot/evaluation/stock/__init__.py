"""A stock Rasa bot that knows what Lotsen knows, to be measured beside it."""
