package dev.shipshape.localaws.clients;

import static org.assertj.core.api.Assertions.assertThat;

/** Namespaces of all kinds, a service with an instance, and all of it gone. */
class CloudMapStory implements Story {

    private static final String MAP = "servicediscovery";

    @Override
    public void tell(Clients aws) {
        String vpc = aws.text("ec2", "DescribeVpcs", "{}", "/Vpcs/0/VpcId");
        String shop = made(aws, "CreateHttpNamespace", "{\"Name\": \"shop\", \"CreatorRequestId\": \"1\"}");
        String open = made(aws, "CreatePublicDnsNamespace",
                "{\"Name\": \"open.example\", \"CreatorRequestId\": \"2\"}");
        String inside = made(aws, "CreatePrivateDnsNamespace",
                "{\"Name\": \"inside\", \"Vpc\": \"%s\", \"CreatorRequestId\": \"3\"}".formatted(vpc));
        assertThat(aws.call(MAP, "ListNamespaces", "{}").at("/Namespaces")).hasSize(3);
        String service = aws.text(MAP, "CreateService", """
                {"Name": "web", "NamespaceId": "%s", "CreatorRequestId": "4", "DnsConfig":
                 {"DnsRecords": [{"Type": "A", "TTL": 60}]}}""".formatted(inside), "/Service/Id");
        assertThat(aws.text(MAP, "GetNamespace", id(inside), "/Namespace/ServiceCount")).isEqualTo("1");
        assertThat(aws.text(MAP, "ListServices", """
                {"Filters": [{"Name": "NAMESPACE_ID", "Values": ["%s"]}]}""".formatted(inside), "/Services/0/Name"))
            .isEqualTo("web");
        tags(aws, service);
        instances(aws, service);
        operation(aws, aws.text(MAP, "UpdateService", """
                {"Id": "%s", "Service": {"Description": "shop window"}}""".formatted(service), "/OperationId"));
        assertThat(aws.text(MAP, "GetService", id(service), "/Service/Description")).isEqualTo("shop window");
        aws.call(MAP, "DeleteService", id(service));
        for (String namespace : new String[] { shop, open, inside }) {
            operation(aws, aws.text(MAP, "DeleteNamespace", id(namespace), "/OperationId"));
        }
        assertThat(aws.call(MAP, "ListOperations", """
                {"Filters": [{"Name": "TYPE", "Values": ["DELETE_NAMESPACE"]}]}""").at("/Operations")).hasSize(3);
    }

    private static void instances(Clients aws, String service) {
        String one = "\"ServiceId\": \"%s\", \"InstanceId\": \"task-1\"".formatted(service);
        operation(aws, aws.text(MAP, "RegisterInstance", """
                {%s, "CreatorRequestId": "5", "Attributes": {"AWS_INSTANCE_IPV4": "10.0.0.7", "stage": "blue"}}"""
            .formatted(one), "/OperationId"));
        assertThat(aws.text(MAP, "GetInstance", "{%s}".formatted(one), "/Instance/Attributes/stage")).isEqualTo("blue");
        assertThat(aws.text(MAP, "ListInstances", "{\"ServiceId\": \"%s\"}".formatted(service), "/Instances/0/Id"))
            .isEqualTo("task-1");
        assertThat(aws.text(MAP, "DiscoverInstances", """
                {"NamespaceName": "inside", "ServiceName": "web"}""", "/Instances/0/InstanceId")).isEqualTo("task-1");
        operation(aws, aws.text(MAP, "DeregisterInstance", "{%s}".formatted(one), "/OperationId"));
        assertThat(aws.refused(MAP, "GetInstance", "{%s}".formatted(one))).contains("InstanceNotFound");
    }

    private static void tags(Clients aws, String service) {
        String arn = aws.text(MAP, "GetService", id(service), "/Service/Arn");
        String resource = "\"ResourceARN\": \"%s\"".formatted(arn);
        aws.call(MAP, "TagResource", "{%s, \"Tags\": [{\"Key\": \"team\", \"Value\": \"red\"}]}".formatted(resource));
        assertThat(aws.text(MAP, "ListTagsForResource", "{%s}".formatted(resource), "/Tags/0/Value")).isEqualTo("red");
        aws.call(MAP, "UntagResource", "{%s, \"TagKeys\": [\"team\"]}".formatted(resource));
    }

    /** Creates a namespace and gives its id. */
    private static String made(Clients aws, String operation, String input) {
        return operation(aws, aws.text(MAP, operation, input, "/OperationId"));
    }

    private static String operation(Clients aws, String id) {
        assertThat(aws.text(MAP, "GetOperation", "{\"OperationId\": \"%s\"}".formatted(id), "/Operation/Status"))
            .isEqualTo("SUCCESS");
        return aws.text(MAP, "GetOperation", "{\"OperationId\": \"%s\"}".formatted(id), "/Operation/Targets/NAMESPACE");
    }

    private static String id(String id) {
        return "{\"Id\": \"%s\"}".formatted(id);
    }

}
