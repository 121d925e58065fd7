"""What can be judged from a transcript: preferences, frontier, metrics, mistakes, rubrics, debrief."""
