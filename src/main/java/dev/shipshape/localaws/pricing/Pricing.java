package dev.shipshape.localaws.pricing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import dev.shipshape.localaws.protocol.Wire;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.pricing.model.AttributeValue;
import software.amazon.awssdk.services.pricing.model.DescribeServicesRequest;
import software.amazon.awssdk.services.pricing.model.DescribeServicesResponse;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;
import software.amazon.awssdk.services.pricing.model.GetAttributeValuesRequest;
import software.amazon.awssdk.services.pricing.model.GetAttributeValuesResponse;
import software.amazon.awssdk.services.pricing.model.GetProductsRequest;
import software.amazon.awssdk.services.pricing.model.GetProductsResponse;
import software.amazon.awssdk.services.pricing.model.Service;

/**
 * The AWS Price List API, version 2017-10-15. As AWS's it answers in few regions, for the
 * prices of others as well.
 */
public final class Pricing implements AwsService {

    private static final Set<String> REGIONS = Set.of("us-east-1", "ap-south-1");

    private static final String FORMAT = "aws_v1";

    private final PriceList list = PriceList.read();

    @Override
    public Wire wire() {
        return Wire.json("pricing", "AWSPriceListService");
    }

    @Override
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("DescribeServices", Operation.of(DescribeServicesRequest::builder, this::services), "GetProducts",
                Operation.of(GetProductsRequest::builder, this::products).requiring("ServiceCode"),
                "GetAttributeValues", Operation.of(GetAttributeValuesRequest::builder, this::values)
                    .requiring("ServiceCode", "AttributeName"));
    }

    private DescribeServicesResponse services(CallContext context, DescribeServicesRequest request) {
        check(context, request.formatVersion());
        String code = request.serviceCode();
        if (code != null) {
            this.list.of(code);
        }
        List<String> codes = (code != null) ? List.of(code) : List.copyOf(this.list.services());
        Page<String> page = page(codes, UnaryOperator.identity(), request.maxResults(), request.nextToken());
        return DescribeServicesResponse.builder()
            .formatVersion(FORMAT)
            .services(page.items()
                .stream()
                .map((one) -> Service.builder().serviceCode(one).attributeNames(this.list.attributeNames(one)).build())
                .toList())
            .nextToken(page.nextToken())
            .build();
    }

    private GetProductsResponse products(CallContext context, GetProductsRequest request) {
        check(context, request.formatVersion());
        request.filters().forEach(Pricing::check);
        List<Product> found = this.list.of(request.serviceCode())
            .stream()
            .filter((product) -> request.filters().stream().allMatch((filter) -> fits(product, filter)))
            .toList();
        Page<Product> page = page(found, Product::sku, request.maxResults(), request.nextToken());
        return GetProductsResponse.builder()
            .formatVersion(FORMAT)
            .priceList(page.items().stream().map(Product::document).toList())
            .nextToken(page.nextToken())
            .build();
    }

    private GetAttributeValuesResponse values(CallContext context, GetAttributeValuesRequest request) {
        check(context, null);
        List<String> values = this.list.of(request.serviceCode())
            .stream()
            .flatMap((product) -> Stream.ofNullable(product.field(request.attributeName())))
            .distinct()
            .sorted()
            .toList();
        if (values.isEmpty()) {
            throw new AwsError("NotFoundException",
                    "No attribute " + request.attributeName() + " found for the service " + request.serviceCode());
        }
        Page<String> page = page(values, UnaryOperator.identity(), request.maxResults(), request.nextToken());
        return GetAttributeValuesResponse.builder()
            .attributeValues(
                    page.items().stream().map((value) -> AttributeValue.builder().value(value).build()).toList())
            .nextToken(page.nextToken())
            .build();
    }

    /** Where AWS has no such endpoint, there is nothing here either. */
    private static void check(CallContext context, @Nullable String format) {
        if (!REGIONS.contains(context.region())) {
            throw new AwsError("UnknownOperationException", 404, "The Price List API answers in the regions us-east-1 "
                    + "and ap-south-1 only, not in " + context.region() + ".");
        }
        if (format != null && !format.equals(FORMAT)) {
            throw invalid("The format version " + format + " is not supported.");
        }
    }

    private static void check(Filter filter) {
        if (filter.field() == null || filter.value() == null || filter.type() == null
                || filter.type() == FilterType.UNKNOWN_TO_SDK_VERSION) {
            throw invalid("A filter needs a Field, a Value, and a Type of " + FilterType.knownValues());
        }
    }

    private static boolean fits(Product product, Filter filter) {
        String value = product.field(filter.field());
        List<String> values = List.of(filter.value().split(",", -1));
        return switch (filter.type()) {
            case CONTAINS -> value != null && value.contains(filter.value());
            case ANY_OF -> value != null && values.contains(value);
            case NONE_OF -> value == null || !values.contains(value);
            default -> filter.value().equals(value);
        };
    }

    private static <T> Page<T> page(List<T> sorted, Function<T, String> key, @Nullable Integer asked,
            @Nullable String token) {
        int size = (asked != null) ? asked : 100;
        if (size < 1 || size > 100) {
            throw invalid("MaxResults is between 1 and 100.");
        }
        return Page.of(sorted, key, size, token,
                () -> new AwsError("InvalidNextTokenException", "The pagination token is not valid."));
    }

    private static AwsError invalid(String message) {
        return new AwsError("InvalidParameterException", message);
    }

}
