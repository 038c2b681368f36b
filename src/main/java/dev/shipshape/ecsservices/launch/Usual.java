package dev.shipshape.ecsservices.launch;

import dev.shipshape.network.NetworkChoice;

/**
 * What a form that starts something is filled with where nothing was chosen.
 *
 * @param cluster the cluster's name, empty if there is none
 * @param definition the revision, such as {@code web:3}, empty if there is none
 * @param launch what the revision can run on
 * @param network the default VPC's
 */
public record Usual(String cluster, String definition, Launch launch, NetworkChoice network) {
}
