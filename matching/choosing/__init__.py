"""The set of pairs with the greatest total worth, with a proof: flow, then blossoms."""
