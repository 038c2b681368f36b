package dev.shipshape.aws.access;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The permissions that are asked about are those of the calls that the console makes. */
class PageNeedsTests {

    /**
     * How IAM calls what a client of the SDK speaks to (Service Authorization Reference).
     */
    private static final Map<String, String> PREFIXES = Map.ofEntries(Map.entry("EcsClient", "ecs"),
            Map.entry("EcrClient", "ecr"), Map.entry("CloudWatchLogsClient", "logs"), Map.entry("Ec2Client", "ec2"),
            Map.entry("IamClient", "iam"), Map.entry("StsClient", "sts"), Map.entry("PricingClient", "pricing"),
            Map.entry("ElasticLoadBalancingV2Client", "elasticloadbalancing"),
            Map.entry("ServiceDiscoveryClient", "servicediscovery"),
            Map.entry("ApplicationAutoScalingClient", "application-autoscaling"),
            Map.entry("ResourceGroupsTaggingApiClient", "tag"));

    /**
     * The first needs no permission (STS API reference), the second is called in the
     * sandbox alone.
     */
    private static final Set<String> FREE = Set.of("sts:GetCallerIdentity", "ecr:GetAuthorizationToken");

    /**
     * AWS checks them within other calls: what is tagged, and which role is handed on.
     */
    private static final Set<String> WITHIN = Set.of("ec2:CreateTags", "elasticloadbalancing:AddTags", "iam:PassRole",
            "iam:TagRole", "logs:TagResource", "servicediscovery:TagResource");

    @Test
    void everyCallHasItsPermissionAndEveryPermissionItsCall() {
        JavaClasses classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.shipshape");
        Set<String> called = classes.stream()
            .filter((one) -> !one.getPackageName().startsWith("dev.shipshape.localaws")
                    && !one.isEquivalentTo(Probes.class))
            .flatMap((one) -> one.getCodeUnitAccessesFromSelf().stream())
            .filter((access) -> PREFIXES.containsKey(access.getTargetOwner().getSimpleName())
                    && !access.getName().equals("builder"))
            .map(PageNeedsTests::permission)
            .filter((permission) -> !FREE.contains(permission))
            .collect(Collectors.toCollection(TreeSet::new));
        Set<String> asked = Stream.concat(PageNeeds.reads().stream(), PageNeeds.changes().stream())
            .collect(Collectors.toCollection(TreeSet::new));
        assertThat(asked).containsAll(called);
        asked.removeAll(called);
        asked.removeAll(WITHIN);
        assertThat(asked).as("asked about and never needed").isEmpty();
    }

    private static String permission(JavaCodeUnitAccess<?> access) {
        String method = access.getName().replaceFirst("Paginator$", "");
        return PREFIXES.get(access.getTargetOwner().getSimpleName()) + ":" + Character.toUpperCase(method.charAt(0))
                + method.substring(1);
    }

}
