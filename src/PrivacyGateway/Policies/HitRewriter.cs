using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>Combines the rewriters to the form in which each kind of request is forwarded.</summary>
internal sealed class HitRewriter
{
    private static readonly ParameterRewriter ClientAddressOnly = new(new ParameterRules(
        [new NameRule(HeaderNames.ClientAddress.ToLowerInvariant(), DataCategory.Identity, RuleNames.ClientAddress, Stripped: true,
            StrippedNested: false)],
        new NameRule("", DataCategory.Content, RuleNames.Kept, Stripped: false, StrippedNested: false),
        stripsUnreadable: false));

    /// <summary>Extra capacity for <c>?nc=1&amp;</c>.</summary>
    private const int MarkerReserve = 16;

    /// <summary>Files are the same for all visitors, so their requests carry no header of the browser.</summary>
    private static readonly IReadOnlyList<HeaderLine> StaticHeaders =
        [new("Accept", "*/*"), new("User-Agent", HeaderNames.AnyUserAgent), new(HeaderNames.Loop, HeaderNames.LoopToken)];

    private readonly PolicyConfig _config;
    private readonly ParameterRules _rules;
    private readonly ParameterRewriter _parameters;
    private readonly BatchRewriter _batch;

    /// <summary>Collects the identifier values to strip where they are repeated. Replaced only by tests that disable that rule.</summary>
    public Func<Hit, StrippedValues> FindIdentifiers { get; init; } = StrippedValues.From;

    /// <summary>Changes a rewritten hit before the guard checks it; null in every policy. For tests that disable a rule.</summary>
    public Func<Hit, RewrittenHit, RewrittenHit>? Weaken { get; init; }

    public HitRewriter(PolicyConfig config, ParameterRules rules)
    {
        (_config, _rules) = (config, rules);
        _parameters = new ParameterRewriter(rules);
        _batch = new BatchRewriter(_parameters);
    }

    /// <summary>Strips identifiers and adds <c>nc=1</c>: in the body if there is one, else in the query.</summary>
    public RewrittenHit RewriteAnonymous(Hit hit, Trace trace)
    {
        CookieRewriter.StripAll(hit, trace);
        var headers = HeaderRewriter.RewriteAnonymous(hit, _rules.CoarsensDevice, trace);
        var stripped = FindIdentifiers(hit);
        StrippedValueRewriter.Rewrite(headers, _rules, stripped, trace);
        var isBatch = hit.Kind == HitKind.Batch;
        var marksQuery = isBatch ? !hit.Target.Query.IsEmpty : hit.PlainBody.IsEmpty;
        var target = RewriteTarget(hit, stripped, trace, marksQuery);

        ReadOnlyMemory<byte>? body = null;
        if (hit.Method == "POST")
        {
            var output = new ByteBuffer(hit.PlainBody.Length + 64);
            // A form is a batch of one line.
            _batch.RewriteAnonymous(hit.PlainBody.Span, output, trace);
            StrippedValueRewriter.Rewrite(output, 0, isBody: true, stripped, trace);
            body = output.Memory;
        }

        return ApplyWeakening(hit, new RewrittenHit(hit.Method, target, headers, body, IsAnonymous: true) { Stripped = stripped });
    }

    /// <summary>
    /// Preserves target and body, except for a client address claimed by the
    /// client. Forwards the vendor's cookies, and the client address as configured.
    /// </summary>
    public RewrittenHit RewriteIdentified(Hit hit, Trace trace)
    {
        var headers = HeaderRewriter.RewriteIdentified(hit, trace);
        if (CookieRewriter.KeepAnalytics(hit, trace) is { } cookies)
            headers.Add(cookies);
        if (!ClientAddressRewriter.IsNamedInBatch(hit)
            && ClientAddressRewriter.Rewrite(hit.ClientAddress, _config.ClientAddress) is { } address)
            headers.Add(new HeaderLine(HeaderNames.ClientAddress, address));

        var target = RewriteIdentifiedTarget(hit, trace);
        ReadOnlyMemory<byte>? body = null;
        if (hit.Method == "POST")
            body = RewriteIdentifiedBody(hit, headers, trace);
        return ApplyWeakening(hit, new RewrittenHit(hit.Method, target, headers, body, IsAnonymous: false));
    }

    /// <summary>
    /// Whether each line of a batch is decided separately: some lines carry the marker, others do not, and the URL contains no identifier.
    /// For policies without the anonymous function, whose batches come from servers and contain several visitors.
    /// </summary>
    public bool IsMixed(Hit hit)
    {
        if (hit.Kind != HitKind.Batch || hit.BodyFormat != BodyFormat.Text || !BatchRewriter.IsMixed(hit.PlainBody.Span))
            return false;

        var url = new Trace();
        RewriteTarget(hit, StrippedValues.None, url, mark: false);
        foreach (var entry in url.Entries)
        {
            if (entry.Rule is RuleNames.Identity or RuleNames.Contact or RuleNames.Marker or RuleNames.Unreadable)
                return false;
        }

        return true;
    }

    /// <summary>
    /// Rewrites marked lines to anonymous form and preserves the others. The request's headers are those of an anonymous hit.
    /// </summary>
    public RewrittenHit RewriteMixed(Hit hit, Trace trace)
    {
        CookieRewriter.StripAll(hit, trace);
        var output = new ByteBuffer(hit.PlainBody.Length + 64);
        _batch.RewriteMixed(hit.PlainBody.Span, output, trace);
        var headers = HeaderRewriter.RewriteAnonymous(hit, _rules.CoarsensDevice, trace);
        StrippedValueRewriter.Rewrite(headers, _rules, StrippedValues.None, trace);
        return new RewrittenHit(
            hit.Method, RewriteTarget(hit, StrippedValues.None, trace, mark: false), headers, output.Memory, IsAnonymous: false)
        {
            IsMixed = true,
        };
    }

    /// <summary>
    /// Rewrites a request for one of the pixel's files: no cookies, no identifiers in the query, and no marker, because it is not a hit.
    /// </summary>
    public RewrittenHit RewriteStaticFile(Hit hit, Trace trace)
    {
        CookieRewriter.StripAll(hit, trace);
        var file = RewriteWithoutBody(hit, [.. StaticHeaders], trace);
        return file with { Target = StaticTarget.RemoveIdentifiers(file.Target) };
    }

    /// <summary>Rewrites an opt-out call: no identifiers, and no cookies except the opt-out cookies.</summary>
    public RewrittenHit RewriteOptOut(Hit hit, Trace trace)
    {
        var headers = HeaderRewriter.RewriteAnonymous(hit, _rules.CoarsensDevice, trace);
        if (CookieRewriter.KeepOnly(hit, _config.OptOutCookies, trace) is { } cookies)
            headers.Add(cookies);
        return RewriteWithoutBody(hit, headers, trace);
    }

    private RewrittenHit RewriteWithoutBody(Hit hit, List<HeaderLine> headers, Trace trace)
    {
        var stripped = FindIdentifiers(hit);
        StrippedValueRewriter.Rewrite(headers, _rules, stripped, trace);
        return ApplyWeakening(hit, new RewrittenHit(hit.Method, RewriteTarget(hit, stripped, trace, mark: false), headers, null,
            IsAnonymous: true)
        {
            Stripped = stripped,
        });
    }

    private RewrittenHit ApplyWeakening(Hit hit, RewrittenHit rewritten) => Weaken?.Invoke(hit, rewritten) ?? rewritten;

    /// <summary>
    /// Preserves the body. If the policy has the anonymous function, an unreadable line might contain <c>nc=1</c> and is stripped; a
    /// compressed body is then forwarded uncompressed.
    /// </summary>
    private ReadOnlyMemory<byte> RewriteIdentifiedBody(Hit hit, List<HeaderLine> headers, Trace trace)
    {
        if (hit.Kind != HitKind.Batch || hit.BodyFormat != BodyFormat.Text)
            return hit.Body;

        using var output = ByteBuffer.Rent(hit.PlainBody.Length);
        _batch.RewriteIdentified(hit.PlainBody.Span, output, trace);
        if (trace.Lines.Unreadable == 0)
            return hit.Body;
        if (!_config.UserIdentification.EnableAnonymousFunction)
        {
            trace.Lines = new Trace.LineCounts(0, trace.Lines.Identified + trace.Lines.Unreadable, 0);
            return hit.Body;
        }

        headers.RemoveAll(static header => header.Is("Content-Encoding"));
        return output.Span.ToArray();
    }

    /// <summary>Returns the received bytes if nothing was stripped, which avoids a copy for nearly every hit.</summary>
    private ReadOnlyMemory<byte> RewriteIdentifiedTarget(Hit hit, Trace trace)
    {
        // A server library sends the client address itself, and the gateway adds no header that would replace it.
        if (!_config.UserIdentification.EnableAnonymousFunction && ClientAddressRewriter.IsNamedInBatch(hit))
            return hit.Target.PathAndQuery;

        using var output = ByteBuffer.Rent(hit.Target.PathAndQuery.Length + MarkerReserve);
        WriteTarget(hit, ClientAddressOnly, output, trace, mark: false);
        return output.Span.SequenceEqual(hit.Target.PathAndQuery.Span) ? hit.Target.PathAndQuery : output.Span.ToArray();
    }

    private ReadOnlyMemory<byte> RewriteTarget(Hit hit, StrippedValues stripped, Trace trace, bool mark)
    {
        var output = new ByteBuffer(hit.Target.PathAndQuery.Length + MarkerReserve);
        WriteTarget(hit, _parameters, output, trace, mark);
        if (output.Span.IndexOf((byte)'?') is >= 0 and var question)
            StrippedValueRewriter.Rewrite(output, question + 1, isBody: false, stripped, trace);
        return output.Memory;
    }

    private static void WriteTarget(Hit hit, ParameterRewriter parameters, ByteBuffer output, Trace trace, bool mark)
    {
        output.Append(
            parameters != ClientAddressOnly && hit.Kind == HitKind.Tracking ? Dialect.StripSuffix(hit.Target.Path) : hit.Target.Path);
        var path = output.Length;
        if (hit.Target.HasQuery || mark)
        {
            output.Append((byte)'?');
            parameters.Rewrite(hit.Target.Query, output, trace, mark);
            if (output.Length == path + 1 && !hit.Target.Query.IsEmpty)
                output.Truncate(path);
        }
    }
}
