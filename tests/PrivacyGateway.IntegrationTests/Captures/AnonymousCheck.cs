using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>An anonymous hit: no identifier's value, one marker, and every preserved byte in its place.</summary>
internal static class AnonymousCheck
{
    public static void Run(Replay replay, CaptureFigures figures)
    {
        figures.AnonymousHits++;
        if (replay.Seen is not [var seen])
        {
            figures.Deviation(replay, $"{replay.Seen.Count} requests upstream instead of one");
            return;
        }

        CheckBytes(replay, seen, figures);
        CheckValues(replay, seen, figures);
        CheckMarker(replay, seen, figures);
        CheckPreserved(replay, seen, figures);
        ReplayHeaders.CheckAnonymous(replay, figures);
        ResponseCheck.Anonymous(replay, figures);
    }

    /// <summary>The expected forwarded hit, built from the captured bytes in the order of the table's row.</summary>
    public static string ExpectedHit(Capture capture, ExpectedCapture expected)
    {
        var sent = capture.Parameters.ToDictionary(Capture.NameOf, StringComparer.Ordinal);
        return string.Join('&', ExpectedCapture.NamesIn(expected.Leaves).Select(name =>
            name == "nc" ? "nc=1"
            : expected.Rewritten.TryGetValue(name, out var value) ? $"{name}={value}"
            : sent[name]));
    }

    private static void CheckBytes(Replay replay, RecordedRequest seen, CaptureFigures figures)
    {
        var (capture, hit) = (replay.Capture, ExpectedHit(replay.Capture, replay.Expected));
        var inBody = capture.Body.Length > 0;
        figures.Expect(replay, "target", inBody ? capture.Target : $"{WithoutSuffix(capture.Target.Split('?')[0])}?{hit}", seen.Target);
        figures.Expect(replay, "body", inBody ? $"?{hit}" : "", Encoding.Latin1.GetString(seen.Body));
    }

    /// <summary>The random letters that the pixel appends to <c>wt</c> are stripped.</summary>
    private static string WithoutSuffix(string path) =>
        path.LastIndexOf("/wt", StringComparison.Ordinal) is >= 0 and var at ? path[..(at + "/wt".Length)] : path;

    private static void CheckValues(Replay replay, RecordedRequest seen, CaptureFigures figures)
    {
        var findings = WireJudge.Search(seen.Raw, replay.Expected.Values).ToList();
        foreach (var (value, places) in replay.Expected.LeavesElsewhere)
        {
            var elsewhere = Encoding.Latin1.GetString(seen.Raw);
            var names = ExpectedCapture.NamesIn(places);
            foreach (var parameter in replay.Capture.Parameters.Where(parameter => names.Contains(Capture.NameOf(parameter))))
            {
                elsewhere = elsewhere.Replace(parameter, "", StringComparison.Ordinal);
            }

            findings.AddRange(WireJudge.Search(Encoding.Latin1.GetBytes(elsewhere), [value]));
        }

        figures.IdentifiersReached += findings.Count;
        if (findings.Count > 0)
        {
            figures.Deviation(replay, "identifiers upstream: " + string.Join(", ", findings));
        }
    }

    private static void CheckMarker(Replay replay, RecordedRequest seen, CaptureFigures figures)
    {
        var lines = HitLines.From(seen);
        if (lines.Count > 0 && lines.All(line => HitLines.Markers(line) is ["nc=1"]))
        {
            figures.HitsWithOneMarker++;
        }
        else
        {
            figures.Deviation(replay, "not exactly one nc=1 in every line");
        }
    }

    private static void CheckPreserved(Replay replay, RecordedRequest seen, CaptureFigures figures)
    {
        var arrived = HitLines.From(seen).SelectMany(line => line).ToHashSet(StringComparer.Ordinal);
        foreach (var parameter in ExpectedHit(replay.Capture, replay.Expected).Split('&').Where(parameter => parameter != "nc=1"))
        {
            figures.PreservedParameters++;
            figures.PreservedParametersChanged += arrived.Contains(parameter) ? 0 : 1;
        }
    }
}
