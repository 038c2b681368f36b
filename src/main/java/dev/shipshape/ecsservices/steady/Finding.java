package dev.shipshape.ecsservices.steady;

/**
 * One reason why a service is not as it should be.
 *
 * @param what what is so, a sentence
 * @param advice what to do about it; empty if nothing
 * @param said AWS's own words; empty where it is ours
 */
public record Finding(String what, String advice, String said) {
}
