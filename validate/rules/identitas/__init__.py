"""IDN: people, offices and regulations."""
