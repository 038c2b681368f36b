package dev.shipshape.cost.book;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A price that AWS told. */
@Entity
@Table(name = "price")
@IdClass(StoredPrice.Key.class)
class StoredPrice {

    @Id
    private String region = "";

    @Id
    private String item = "";

    private BigDecimal price = BigDecimal.ZERO;

    private String asOf = "";

    private String source = "";

    private Instant fetchedAt = Instant.EPOCH;

    protected StoredPrice() {
    }

    StoredPrice(KnownPrice told, String source, Instant fetchedAt) {
        this.region = told.region();
        this.item = told.item();
        this.price = told.dollars();
        this.asOf = told.asOf();
        this.source = source;
        this.fetchedAt = fetchedAt;
    }

    KnownPrice known() {
        return new KnownPrice(this.region, this.item, this.price.stripTrailingZeros(), this.asOf, this.source,
                this.fetchedAt);
    }

    record Key(String region, String item) implements Serializable {
    }

}
