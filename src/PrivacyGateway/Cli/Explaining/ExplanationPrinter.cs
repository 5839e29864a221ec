using System.IO;
using PrivacyGateway.Inspection;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Cli.Explaining;

/// <summary>Prints an explanation as text: the decision, each vote, then forwarded and stripped items with reasons.</summary>
internal static class ExplanationPrinter
{
    public static void Print(Explanation explanation, TextWriter output, bool isColoured)
    {
        var by = explanation.Outcome?.Decision is { } decision
            ? $", by {decision.DecidingVote.Signal}: {decision.DecidingVote.Reason}" : "";
        output.WriteLine($"route     {explanation.Judgement.Route ?? "none"}, policy {explanation.Policy?.Name ?? "none"}");
        output.WriteLine($"decision  {Terminal.Colour(Terminal.Bold, explanation.Verdict, isColoured)}{by}");
        foreach (var vote in explanation.Votes)
            output.WriteLine($"  {vote.Signal,-18} {Explanation.NameOf(vote.Stance),-11} {vote.Reason}");

        if (explanation.Response is { } response)
            output.WriteLine($"answer    {response}; nothing is forwarded");
        if (explanation.EnforcedResponse is { } enforced)
            output.WriteLine($"enforced  {enforced}; nothing would be forwarded");
        if (explanation.Expired.Count > 0)
            output.WriteLine($"cookies   the response expires {string.Join(", ", explanation.Expired)}");
        foreach (var note in explanation.Notes)
            output.WriteLine($"note      {note}");

        if (explanation.Outcome is null)
            return;
        PrintLines(explanation, output, isColoured);
        PrintStripped(explanation, output);
        PrintKept(explanation, output, isColoured);
    }

    private static void PrintLines(Explanation explanation, TextWriter output, bool isColoured)
    {
        foreach (var (sign, line) in LineDifference.Compute(explanation.Before, explanation.After))
        {
            var note = NoteFor(sign, line, explanation);
            var text = note is null ? $"{sign} {line}" : $"{sign} {line}   ({note})";
            output.WriteLine(sign switch
            {
                _ when note == MailAddress.Note => Terminal.Colour(Terminal.Yellow, text, isColoured),
                LineDifference.Stripped => Terminal.Colour(Terminal.Red, text, isColoured),
                LineDifference.Added or LineDifference.Rewritten => Terminal.Colour(Terminal.Green, text, isColoured),
                _ => text,
            });
        }
    }

    private static string? NoteFor(char sign, string line, Explanation explanation)
    {
        if (sign != LineDifference.Stripped)
            return MailAddress.IsIn(line) ? MailAddress.Note : null;
        return line.StartsWith(RequestLines.CookieLead, StringComparison.Ordinal)
            ? StrippedItems.NoteFor(line[RequestLines.CookieLead.Length..].Split('=')[0].TrimEnd(), explanation.Policy!.Config)
            : null;
    }

    private static void PrintStripped(Explanation explanation, TextWriter output)
    {
        var stripped = StrippedItems.In(explanation);
        var heading = explanation.Outcome!.IsShadow ? "would be withheld" : "withheld";
        output.WriteLine(stripped.Count == 0 ? $"{heading}  nothing" : heading);
        foreach (var item in stripped)
            output.WriteLine(
                $"  {item.Place,-14} {WireText.Show(item.Name),-22} "
                    + $"{item.Rule}{Times(item.Count)}{(item.Note is null ? "" : $", {item.Note}")}");
    }

    private static void PrintKept(Explanation explanation, TextWriter output, bool isColoured)
    {
        var kept = ForwardedItems.In(explanation);
        if (kept.Count == 0)
            return;

        output.WriteLine("kept, and why");
        foreach (var item in kept)
        {
            var text = $"  {item.Place,-14} {item.Name,-22} {item.Why.Text}{Times(item.Count)}";
            output.WriteLine(
                item.LooksLike is null ? text : Terminal.Colour(Terminal.Yellow, $"{text}; looks like {item.LooksLike}", isColoured));
        }
    }

    private static string Times(int count) => count > 1 ? $" ({count} times)" : "";
}
