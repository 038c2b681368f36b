/**
 * AWS's wire protocols, once for every service: a codec over the SDK's own model metadata
 * for awsJson 1.1, awsQuery and ec2Query.
 *
 * <p>
 * To add a service: write a class that implements {@link AwsService}. Its
 * {@link AwsService#wire() wire} says how its calls are told apart on the one port, its
 * {@link AwsService#operations() operations} map AWS's operation names to
 * {@link Operation}s: the SDK's request builder and a method that takes the
 * {@link CallContext} and the typed request and returns the SDK's typed response. A
 * refusal is an {@link AwsError}, thrown. Each call runs inside one transaction of the
 * {@link dev.shipshape.localaws.store.Store}: what it wrote is committed when it returns
 * and taken back when it throws. Then name the class in {@code Services}.
 *
 * <pre>{@code
 * public Map<String, Operation<?, ?>> operations() {
 *     return Map.of("GetRole", Operation.of(GetRoleRequest::builder, this::getRole).requiring("RoleName"));
 * }
 * }</pre>
 */
@NullMarked
package dev.shipshape.localaws.protocol;

import org.jspecify.annotations.NullMarked;
