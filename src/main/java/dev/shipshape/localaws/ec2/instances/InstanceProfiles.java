package dev.shipshape.localaws.ec2.instances;

import java.util.Optional;

import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.iam.Profiles;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfile;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileSpecification;
import software.amazon.awssdk.services.iam.model.InstanceProfile;

/** The instance profiles of IAM, as EC2 takes them: by name or by ARN. */
final class InstanceProfiles {

    private final Profiles profiles;

    InstanceProfiles(Profiles profiles) {
        this.profiles = profiles;
    }

    /** The profile that was asked for; null if none was. */
    @Nullable IamInstanceProfile of(@Nullable IamInstanceProfileSpecification asked) {
        if (asked == null || (asked.name() == null && asked.arn() == null)) {
            return null;
        }
        String name = (asked.name() != null) ? asked.name() : asked.arn().substring(asked.arn().lastIndexOf('/') + 1);
        String parameter = (asked.name() != null) ? "iamInstanceProfile.name" : "iamInstanceProfile.arn";
        Optional<InstanceProfile> profile = this.profiles.find(name)
            .filter((found) -> asked.arn() == null || asked.arn().equals(found.arn()));
        return profile
            .map((found) -> IamInstanceProfile.builder().arn(found.arn()).id(found.instanceProfileId()).build())
            .orElseThrow(() -> Ec2Errors.invalidValue("Value (" + ((asked.name() != null) ? asked.name() : asked.arn())
                    + ") for parameter " + parameter + " is invalid. Invalid IAM Instance Profile "
                    + ((asked.name() != null) ? "name" : "ARN")));
    }

}
