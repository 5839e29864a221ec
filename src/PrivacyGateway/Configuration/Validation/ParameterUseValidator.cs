using PrivacyGateway.Hits;

namespace PrivacyGateway.Configuration.Validation;

/// <summary>Names that change nothing. In <c>keepParameter</c> every name has an effect, if only in nested queries.</summary>
internal static class ParameterUseValidator
{
    public static void Validate(string path, PolicyConfig policy, ConfigProblems problems)
    {
        var removed = policy.UserIdentification.SuppressParameter.Where(name => IsRemoved(name, policy)).ToArray();
        if (removed.Length > 0)
            problems.Warn($"{path}.userIdentification.suppressParameter", $"never forwarded with an anonymous hit anyway{(policy.Level == PolicyLevel.Strict ? " (level \"strict\")" : "")}: {string.Join(", ", removed)}.", "They can be taken out; they may stay where the list is the page's own.");

        for (var i = 0; i < policy.KeepParameter.Count; i++)
        {
            var (place, name) = ($"{path}.keepParameter[{i}]", policy.KeepParameter[i]);
            if (name.Any(static character => character is <= ' ' or > '~' or '&' or '=' or '#' or '?' or '%'))
                problems.Error(place, $"\"{name}\" cannot be a parameter's name.", "Write one name an entry, decoded and without \"=\".");
        }
    }

    private static bool IsRemoved(string name, PolicyConfig policy) => Find(name) switch
    {
        Kind.Identity or Kind.Contact => true,
        Kind.TemporarySession => policy.TemporarySession == TemporarySessionMode.Drop,
        Kind.Customer or Kind.Fingerprint or null => policy.Level == PolicyLevel.Strict,
        _ => false,
    };

    private static Kind? Find(string name) => Vocabulary.FindParameter(name.ToLowerInvariant())?.Kind;
}
