package dev.shipshape.cost.book;

import org.springframework.data.jpa.repository.JpaRepository;

interface StoredPrices extends JpaRepository<StoredPrice, StoredPrice.Key> {

    void deleteBySource(String source);

}
