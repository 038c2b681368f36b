package dev.shipshape.localaws.clients;

import static org.assertj.core.api.Assertions.assertThat;

/** What there are prices for, and one of them. */
class PricesStory implements Story {

    @Override
    public void tell(Clients aws) {
        assertThat(
                aws.text("pricing", "DescribeServices", "{\"ServiceCode\": \"AmazonECS\"}", "/Services/0/ServiceCode"))
            .isEqualTo("AmazonECS");
        assertThat(aws.call("pricing", "GetAttributeValues", """
                {"ServiceCode": "AmazonECS", "AttributeName": "regionCode"}""").at("/AttributeValues")).hasSize(3);
        assertThat(aws.text("pricing", "GetProducts", """
                {"ServiceCode": "AmazonECS", "Filters": [
                 {"Type": "TERM_MATCH", "Field": "usagetype", "Value": "EU-Fargate-GB-Hours"}]}""", "/PriceList/0"))
            .contains("\"USD\":\"0.0044450000\"");
    }

}
