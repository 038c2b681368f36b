package dev.shipshape.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface UsageSpans extends JpaRepository<UsageSpan, String> {

    /** What is over, added up. */
    String TOTAL = """
            sum(s.cost) as cost, sum(case when s.estimate = true then 1 else 0 end) as estimates,
            min(s.observedAt) as since from UsageSpan s where s.endedAt is not null and""";

    String PLACE = " s.connection = :connection and s.region = :region and";

    /** What was made last of all that had this ARN. */
    String NEWEST = """
             (s.resourceCreatedAt is null or s.resourceCreatedAt = (select max(t.resourceCreatedAt) from UsageSpan t
            where t.arn = s.arn and t.connection = s.connection)) and""";

    /** The parts of what was made last of all that had this ARN. */
    String OF_NEWEST = """
             s.beganAt >= coalesce((select max(t.resourceCreatedAt) from UsageSpan t
            where t.arn = s.partOf and t.connection = s.connection), s.beganAt) and""";

    List<UsageSpan> findByConnectionAndRegionAndEndedAtIsNull(String connection, String region);

    List<UsageSpan> findByConnectionAndRegionAndArnInAndEndedAtIsNotNullOrderByBeganAt(String connection, String region,
            Collection<String> arns);

    @Query("select s.arn as name, " + TOTAL + PLACE + NEWEST + " s.arn in :arns group by s.arn")
    List<Total> over(String connection, String region, Collection<String> arns);

    @Query("select s.partOf as name, " + TOTAL + PLACE + OF_NEWEST + " s.partOf in :arns group by s.partOf")
    List<Total> partsOver(String connection, String region, Collection<String> arns);

    @Query("select s from UsageSpan s where s.endedAt is null and" + PLACE + " (s.arn in :arns or s.partOf in :arns)")
    List<UsageSpan> open(String connection, String region, Collection<String> arns);

    @Query("select s from UsageSpan s where s.endedAt is not null and s.unpriced > 0 and" + PLACE
            + " (s.arn in :arns or s.partOf in :arns)")
    List<UsageSpan> unpriced(String connection, String region, Collection<String> arns);

    @Query("select s.scope as name, " + TOTAL + PLACE + " s.scope in :clusters group by s.scope")
    List<Total> overInClusters(String connection, String region, Collection<String> clusters);

    @Query("select s from UsageSpan s where (s.endedAt is null or s.unpriced > 0) and" + PLACE
            + " s.scope in :clusters")
    List<UsageSpan> openInClusters(String connection, String region, Collection<String> clusters);

    @Query("select s.person as name, " + TOTAL + " s.person in :people group by s.person")
    List<Total> overOfPeople(Collection<String> people);

    @Query("select s from UsageSpan s where (s.endedAt is null or s.unpriced > 0) and s.person in :people")
    List<UsageSpan> openOfPeople(Collection<String> people);

    @Query("select s.lab as name, " + TOTAL + " s.lab in :labs group by s.lab")
    List<Total> overOfLabs(Collection<String> labs);

    @Query("select s from UsageSpan s where (s.endedAt is null or s.unpriced > 0) and s.lab in :labs")
    List<UsageSpan> openOfLabs(Collection<String> labs);

    @Query("select s.connection as name, " + TOTAL + " s.connection in :connections group by s.connection")
    List<Total> overOfConnections(Collection<String> connections);

    @Query("select s from UsageSpan s where (s.endedAt is null or s.unpriced > 0) and s.connection in :connections")
    List<UsageSpan> openOfConnections(Collection<String> connections);

    @Query("select s from UsageSpan s where s.beganAt < :until and (s.endedAt is null or s.billedUntil > :from)")
    List<UsageSpan> between(Instant from, Instant until);

    @Query("select distinct s.connection from UsageSpan s")
    Set<String> connections();

    @Query("select distinct s.region from UsageSpan s where s.endedAt is null and s.connection = :connection")
    Set<String> regions(String connection);

    @Query("select s from UsageSpan s where s.endedAt is null and" + PLACE + " s.facts like '%instanceType=%'")
    List<UsageSpan> instances(String connection, String region);

    /** What is over of one resource, cluster, person, lab or connection. */
    interface Total {

        String getName();

        @Nullable BigDecimal getCost();

        long getEstimates();

        Instant getSince();

    }

}
