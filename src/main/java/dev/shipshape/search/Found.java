package dev.shipshape.search;

import java.util.List;

/**
 * What was found.
 *
 * @param groups the results by kind, the best first
 * @param missing what may be missing and why, sentences
 */
record Found(List<Group> groups, List<String> missing) {

    /** How many results are shown. */
    public int shown() {
        return this.groups.stream().mapToInt((group) -> group.hits().size()).sum();
    }

    /**
     * Results of one kind.
     *
     * @param id its id on the page
     * @param title its heading
     * @param hits the best of them
     * @param total how many there are
     */
    record Group(String id, String title, List<Hit> hits, int total) {

        /** How many are not shown. */
        public int more() {
            return this.total - this.hits.size();
        }

    }

}
