"""One person's result: reasons, counterfactuals, sensitivity, caveats."""
