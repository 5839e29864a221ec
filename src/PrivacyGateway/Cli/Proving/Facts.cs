namespace PrivacyGateway.Cli.Proving;

/// <summary>Evaluates conditions against the data that was forwarded without consent.</summary>
internal sealed class Facts(IReadOnlyList<SubjectReport> subjects)
{
    private readonly SubjectReport[] _without = [
        .. subjects.Where(static subject => !subject.IsConsented && subject.Decision != StateDecision.Blocked)];

    public IEnumerable<SubjectReport> Blocked => subjects.Where(static subject => subject.Decision == StateDecision.Blocked);

    /// <summary>A condition that holds if no data of a kind was forwarded.</summary>
    /// <param name="id">The condition's id.</param>
    /// <param name="text">The condition's text.</param>
    /// <param name="isMeant">Whether a row is of the kind.</param>
    /// <param name="data">The name of the kind.</param>
    /// <param name="key">The key that strips such data from anonymous hits.</param>
    public Condition NoneForwarded(string id, LocalizedText text, Func<ForwardedRow, bool> isMeant, LocalizedText data, string key)
    {
        var found = _without.SelectMany(subject => subject.Forwarded.Where(isMeant).Select(row => (subject, row))).ToArray();
        if (found.Length == 0)
        {
            return new Condition(id, text, ConditionStatus.Shown, new LocalizedText(
                $"Without consent no {data.English} was forwarded, in {_without.Length} consent states.",
                $"Ohne Einwilligung wurde nichts davon weitergeleitet ({data.German}), in {_without.Length} Einwilligungszuständen."));
        }

        var names = string.Join(", ", found.Select(static pair => pair.row.Name).Distinct(StringComparer.Ordinal).Take(6));
        var (first, _) = found[0];
        return new Condition(
            id,
            text,
            ConditionStatus.NotFulfilled,
            new LocalizedText(
                $"Forwarded without consent: {names} (first on route {first.Route}, {first.State}).",
                $"Ohne Einwilligung weitergeleitet: {names} (zuerst auf Route {first.Route}, {first.State})."),
            string.Join("; ", found.Select(pair => KeyFor(pair.subject, key)).Distinct(StringComparer.Ordinal)));
    }

    private static string KeyFor(SubjectReport subject, string anonymous) => subject.Decision switch
    {
        StateDecision.None => $"ReverseProxy.Routes.{subject.Route}.Metadata.PrivacyPolicy: a policy instead of \"none\"",
        StateDecision.Shadow => $"PrivacyGateway.Policies.{subject.Policy}.enforce: true",
        StateDecision.Identified =>
            $"PrivacyGateway.Policies.{subject.Policy}.userIdentification: \"enableAnonymousFunction\": true and \"anonymousOptIn\": true",
        _ => $"PrivacyGateway.Policies.{subject.Policy}.{anonymous}",
    };
}
