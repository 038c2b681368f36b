package dev.shipshape.cleanup.notices;

import java.time.Instant;

import org.springframework.data.jpa.repository.JpaRepository;

interface NoticeMarkRepository extends JpaRepository<NoticeMark, String> {

    void deleteByMadeAtBefore(Instant time);

}
