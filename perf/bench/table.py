"""The table: medians, and in brackets the lowest and the highest of the rounds."""
from statistics import median


def spread(values, form='%.1f'):
    values = [v for v in values if v is not None]
    if not values:
        return '–'
    middle, low, high = form % median(values), form % min(values), form % max(values)
    return middle if low == high else '%s (%s–%s)' % (middle, low, high)


def pair(slices, form='%.2f'):
    return '%s / %s' % (spread([s.p50 for s in slices], form), spread([s.p99 for s in slices], form))


def ratio(rows, name, to, value):
    """The median of the rounds' ratios: what troubled a round troubled both."""
    if to not in rows:
        return None
    return median(value(a) / value(b) for a, b in zip(rows[name].saturated, rows[to].saturated))


def ratios(rows, name, value):
    return ' / '.join('–' if r is None else '%.2f' % r for r in (ratio(rows, name, to, value) for to in ('bare-yarp', 'nginx-lua', 'nginx-fair')))


HEADER = ('peer', 'does the job', 'corpus failures', 'req/s', 'CPU µs per hit', 'CPU to bare YARP / nginx + Lua / the whole job in Lua', 'req/s to them', 'p50 / p99 ms', 'at 2,000/s: CPU µs', 'p50 / p99 ms',
          'RSS MB', 'cold start ms', 'first 10 s: CPU µs', 'bytes allocated per hit', 'errors')


def print_table(title, rows, corpus):
    print('\n### %s\n' % title)
    print('| %s |\n|---|---|---|%s' % (' | '.join(HEADER), '---:|' * (len(HEADER) - 3)))
    for name, row in rows.items():
        print('| %s |' % ' | '.join((
            row.peer.title, 'yes' if not row.faults else 'no: ' + ', '.join(row.faults), corpus.get(name, '–'),
            spread([s.rate for s in row.saturated], '%.0f'), spread([s.cpu for s in row.saturated]),
            ratios(rows, name, lambda s: s.cpu), ratios(rows, name, lambda s: s.rate), pair(row.saturated),
            spread([s.cpu for s in row.steady], '%.0f'), pair(row.steady), spread([s.memory for s in row.saturated], '%.0f'),
            spread(row.cold_starts, '%.0f'), spread([s.cpu for s in row.first], '%.0f'),
            spread([s.allocated for s in row.saturated], '%.0f'), str(sum(s.errors for s in row.saturated + row.steady + row.alone + row.first)))), flush=True)


def print_beside(rows):
    """The latency of the measured ones alone and beside the others: what the others do to them."""
    print('\nThe measured ones, beside the others and alone:\n')
    print('| peer | req/s | p50 ms | p99 ms | alone: req/s | p50 ms | p99 ms | p99 beside / alone | others answered per s |\n|---|%s' % ('---:|' * 8))
    for row in rows.values():
        print('| %s |' % ' | '.join((
            row.peer.title, spread([s.rate for s in row.saturated], '%.0f'), spread([s.p50 for s in row.saturated], '%.2f'), spread([s.p99 for s in row.saturated], '%.2f'),
            spread([s.rate for s in row.alone], '%.0f'), spread([s.p50 for s in row.alone], '%.2f'), spread([s.p99 for s in row.alone], '%.2f'),
            '%.1f' % median(a.p99 / b.p99 for a, b in zip(row.saturated, row.alone)), spread([s.beside_rate for s in row.saturated], '%.0f'))), flush=True)
