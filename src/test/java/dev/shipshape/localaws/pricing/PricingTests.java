package dev.shipshape.localaws.pricing;

import java.util.List;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.pricing.model.AttributeValue;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;
import software.amazon.awssdk.services.pricing.model.GetProductsRequest;
import software.amazon.awssdk.services.pricing.model.InvalidNextTokenException;
import software.amazon.awssdk.services.pricing.model.InvalidParameterException;
import software.amazon.awssdk.services.pricing.model.NotFoundException;
import software.amazon.awssdk.services.pricing.model.PricingException;
import software.amazon.awssdk.services.pricing.model.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Prices, by the AWS Price List API reference, version 2017-10-15. */
class PricingTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private PricingClient pricing;

    @BeforeEach
    void connect() {
        this.pricing = aws.client(PricingClient.builder());
    }

    @Test
    @DisplayName("GetProducts: the document of a product, found by its region and usage type")
    void theFargatePriceOfLondonIsFound() {
        JsonNode document = only("AmazonECS", filter("productFamily", "Compute"), filter("regionCode", "eu-west-2"),
                filter("usagetype", "EUW2-Fargate-vCPU-Hours:perCPU"));
        assertThat(document.at("/product/attributes/location").asString()).isEqualTo("EU (London)");
        assertThat(document.at("/product/productFamily").asString()).isEqualTo("Compute");
        assertThat(document.at("/publicationDate").asString()).isEqualTo("2026-09-11T00:00:00Z");
        assertThat(document.at("/version").asString()).isNotEmpty();
        JsonNode price = price(document);
        assertThat(price.at("/unit").asString()).isEqualTo("hours");
        assertThat(price.at("/pricePerUnit/USD").asString()).isEqualTo("0.0465600000");
    }

    @Test
    @DisplayName("GetProducts: what an ECS task needs besides Fargate")
    void otherServicesHavePricesToo() {
        assertThat(usd("AmazonECR", "EC2 Container Registry")).isEqualTo("0.1000000000");
        assertThat(usd("AWSELB", "Load Balancer-Application")).isEqualTo("0.0225000000");
        assertThat(usd("AmazonEC2", "NAT Gateway")).isEqualTo("0.0450000000");
        assertThat(usd("AmazonCloudWatch", "Storage Snapshot")).isEqualTo("0.0300000000");
        assertThat(price(only("AmazonVPC", filter("usagetype", "USE1-PublicIPv4:InUseAddress"))).at("/pricePerUnit/USD")
            .asString()).isEqualTo("0.0050000000");
        assertThat(price(only("AmazonEC2", filter("instanceType", "t3.micro"), filter("regionCode", "us-east-1"),
                filter("operatingSystem", "Linux"), filter("tenancy", "Shared"), filter("preInstalledSw", "NA"),
                filter("capacitystatus", "Used")))
            .at("/pricePerUnit/USD")
            .asString()).isEqualTo("0.0104000000");
    }

    @Test
    @DisplayName("GetProducts: in pages, and empty where nothing fits")
    void productsComeInPages() {
        List<String> all = this.pricing
            .getProductsPaginator((request) -> request.serviceCode("AmazonECS").maxResults(4))
            .stream()
            .flatMap((page) -> page.priceList().stream())
            .toList();
        assertThat(all).hasSize(15).doesNotHaveDuplicates();
        assertThat(this.pricing
            .getProducts((request) -> request.serviceCode("AmazonECS").filters(filter("regionCode", "eu-north-1")))
            .priceList()).isEmpty();
    }

    @Test
    @DisplayName("DescribeServices, GetAttributeValues: what can be asked for")
    void servicesSayWhatTheyAreToldApartBy() {
        assertThat(this.pricing.describeServices().services()).extracting(Service::serviceCode)
            .containsExactly("AWSELB", "AmazonCloudWatch", "AmazonEC2", "AmazonECR", "AmazonECS", "AmazonVPC");
        assertThat(this.pricing.describeServices((request) -> request.serviceCode("AmazonECS")).services())
            .singleElement()
            .satisfies((one) -> assertThat(one.attributeNames()).contains("regionCode", "usagetype", "productFamily"));
        assertThat(this.pricing
            .getAttributeValues((request) -> request.serviceCode("AmazonEC2").attributeName("instanceType"))
            .attributeValues()).extracting(AttributeValue::value).containsExactly("m5.large", "t3.micro", "t3.small");
    }

    @Test
    void wrongQuestionsAreRefused() {
        GetProductsRequest good = GetProductsRequest.builder().serviceCode("AmazonECS").build();
        for (GetProductsRequest wrong : List.of(good.toBuilder().maxResults(101).build(),
                good.toBuilder().formatVersion("aws_v9").build(),
                good.toBuilder().filters(Filter.builder().field("usagetype").value("x").build()).build())) {
            assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> this.pricing.getProducts(wrong));
        }
        assertThatExceptionOfType(InvalidNextTokenException.class)
            .isThrownBy(() -> this.pricing.getProducts(good.toBuilder().nextToken("%").build()));
        assertThatExceptionOfType(NotFoundException.class)
            .isThrownBy(() -> this.pricing.describeServices((request) -> request.serviceCode("AmazonTea")));
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.pricing
            .getAttributeValues((request) -> request.serviceCode("AmazonECS").attributeName("taste")));
    }

    @Test
    @DisplayName("It answers in the regions us-east-1 and ap-south-1 only")
    void otherRegionsHaveNoSuchEndpoint() {
        assertThat(aws.client(PricingClient.builder(), Region.AP_SOUTH_1).describeServices().services()).isNotEmpty();
        PricingClient ireland = aws.client(PricingClient.builder(), Region.EU_WEST_1);
        assertThatExceptionOfType(PricingException.class).isThrownBy(ireland::describeServices)
            .satisfies((refusal) -> assertThat(refusal.statusCode()).isEqualTo(404));
    }

    private String usd(String service, String family) {
        return price(only(service, filter("productFamily", family), filter("regionCode", "us-east-1")))
            .at("/pricePerUnit/USD")
            .asString();
    }

    private JsonNode only(String service, Filter... filters) {
        List<String> found = this.pricing.getProducts((request) -> request.serviceCode(service).filters(filters))
            .priceList();
        assertThat(found).hasSize(1);
        return JsonMapper.shared().readTree(found.get(0));
    }

    private static JsonNode price(JsonNode document) {
        return document.at("/terms/OnDemand").iterator().next().at("/priceDimensions").iterator().next();
    }

    private static Filter filter(String field, String value) {
        return Filter.builder().type(FilterType.TERM_MATCH).field(field).value(value).build();
    }

}
