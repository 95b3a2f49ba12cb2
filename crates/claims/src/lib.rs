//! A story becomes claims: alignment, stance, opposition, origins, figures, and the brief.
