using PrivacyGateway.Hosting;
using PrivacyGateway.Inspection;

namespace PrivacyGateway.Cli.Explaining;

/// <summary>Remarks about the hits of a recording, one sentence each.</summary>
internal static class RecordingNotes
{
    public static IReadOnlyList<string> For(ExplainInput input, IReadOnlyList<RecordedHit> hits, Explainer explainer, bool hasCookies)
    {
        var notes = new List<string>();
        if (hits.Count == 0)
            notes.Add(
                "no hit: no URL has a track id of 15 digits and a path such as /111111111111111/wt. Record while the page loads, with the "
                    + "log preserved.");
        else if (input.IsWithoutCookies && !hasCookies)
            notes.Add(
                "no request has a cookie: browsers omit cookies from a HAR by default, so explain does not see the anonymous cookie. Save "
                    + "the HAR with sensitive data, or add --cookie.");

        foreach (var unserved in hits.Where(static hit => hit.Explanation.Status == 421)
            .GroupBy(static hit => hit.Host, StringComparer.OrdinalIgnoreCase))
            notes.Add($"{unserved.Count()} of the hits: {explainer.DescribeUnserved(unserved.Key)}");
        notes.AddRange(hits.SelectMany(static hit => hit.Explanation.Notes.Select(note => (hit.Number, Note: note)))
            .GroupBy(static noted => noted.Note, static noted => noted.Number, StringComparer.Ordinal)
            .Select(static noted => $"{(noted.Count() == 1 ? "hit" : "hits")} {string.Join(", ", noted)}: {noted.Key}"));
        return notes;
    }
}
