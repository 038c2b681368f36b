package dev.shipshape.cost;

import java.util.Collection;
import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;

interface UsageSpans extends JpaRepository<UsageSpan, String> {

    List<UsageSpan> findByConnectionAndRegionAndEndedAtIsNull(String connection, String region);

    List<UsageSpan> findByConnectionAndRegionAndArnInAndEndedAtIsNotNullOrderByBeganAt(String connection, String region,
            Collection<String> arns);

}
