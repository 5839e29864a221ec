using System.IO;

namespace PrivacyGateway.Cli;

/// <summary>Prints an explanation for a reader: the decision, each vote, then what left and what stayed.</summary>
internal static class ExplanationPrinter
{
    public static void Print(Explanation explanation, TextWriter output, bool isColoured)
    {
        string Colour(string code, string text) => Terminal.Colour(code, text, isColoured);

        var by = explanation.Outcome.Decision is { } decision ? $", by {decision.By.Signal}: {decision.By.Reason}" : "";
        output.WriteLine($"route     {explanation.Route.Id}, policy {explanation.Policy.Name}");
        output.WriteLine($"decision  {Colour(Terminal.Bold, explanation.Verdict)}{by}");
        if (explanation.Outcome.Decision is not null)
        {
            foreach (var vote in explanation.Policy.Votes(explanation.Hit))
                output.WriteLine($"  {vote.Signal,-18} {vote.Stance.ToString().ToLowerInvariant(),-11} {vote.Reason}");
        }

        if (explanation.Answer is { } answer)
            output.WriteLine($"answer    {answer}; nothing leaves");

        if (explanation.EnforcedAnswer is { } enforced)
            output.WriteLine($"enforced  {enforced}; nothing would leave");

        if (explanation.Expired.Count > 0)
            output.WriteLine($"cookies   the answer expires {string.Join(", ", explanation.Expired)}");

        foreach (var (sign, line) in LineDifference.Of(explanation.Before, explanation.After))
        {
            var isMail = sign != LineDifference.Stripped && MailAddress.IsIn(line);
            var text = isMail ? $"{sign} {line}   ({MailAddress.Note})" : $"{sign} {line}";
            output.WriteLine(sign switch
            {
                _ when isMail => Colour(Terminal.Yellow, text),
                LineDifference.Stripped => Colour(Terminal.Red, text),
                LineDifference.Added or LineDifference.Rewritten => Colour(Terminal.Green, text),
                _ => text,
            });
        }

        var withheld = explanation.Outcome.Trace.Entries;
        var heading = explanation.Outcome.IsShadow ? "would be withheld" : "withheld";
        output.WriteLine(withheld.Count == 0 ? $"{heading}  nothing" : heading);
        foreach (var entry in withheld)
            output.WriteLine($"  {entry.Place,-14} {entry.Name,-22} {entry.Rule}{(entry.Count > 1 ? $" ({entry.Count} times)" : "")}");
    }
}
