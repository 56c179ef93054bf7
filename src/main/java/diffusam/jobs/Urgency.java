package diffusam.jobs;

/** Order of work on the model thread, most urgent first. */
public enum Urgency {
    CLICK,
    PROPAGATION,
    TRAINING
}
