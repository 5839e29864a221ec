using System.Text;
using System.Text.Json.Nodes;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli.Page;

/// <summary>Reads the pixel's <c>userIdentification</c> from a page. (Specification, section 2.)</summary>
internal static class PageBlock
{
    public const string Name = "userIdentification";

    /// <summary>In the specification's order.</summary>
    private static readonly string[] Keys = ["enableAnonymousFunction", "anonymousCookieName", "anonymousOptIn", "suppressParameter"];

    /// <summary>
    /// Reads a policy; null, with an error, if the page has no such block. Also
    /// sets up <paramref name="problems"/> to locate each path in the page.
    /// </summary>
    public static JsonObject? Read(string page, ConfigProblems problems)
    {
        var offsets = new Dictionary<string, int>(StringComparer.Ordinal);
        var utf8 = Encoding.UTF8.GetBytes(page);
        ConfigPlace PlaceAt(int offset) => ConfigText.PlaceAt(utf8, Encoding.UTF8.GetByteCount(page.AsSpan(0, offset)));
        problems.Locate = path =>
        {
            var present = path;
            while (present is not null && !offsets.ContainsKey(present))
                present = ConfigPath.Parent(present);
            return present is null ? ConfigPlace.InFile(1, 1) : PlaceAt(offsets[present]);
        };

        var tokens = ScriptTokenizer.Split(PageScripts.KeepScripts(page));
        var blocks = FindBlocks(tokens);
        if (blocks.Count == 0)
        {
            problems.Error(ConfigPath.Root, $"there is no {Name} block in this text.",
                $"Give the script that calls wtSmart.advanced.add, or its {Name}: {{ … }}.");
            return null;
        }

        var path = ConfigPath.Key(ConfigPath.Root, Name);
        var user = new JsonObject();
        foreach (var block in blocks)
        {
            offsets[path] = tokens[block].Offset;
            foreach (var (key, value) in new ScriptReader(tokens, offsets, problems).ReadObject(block, path).ToArray())
                user[key] = value?.DeepClone();
        }

        if (blocks.Count > 1)
            problems.Warn(path, $"the page has {blocks.Count} such blocks.",
                "The last value of each key applies, as in the pixel; check that all blocks belong to one page.");
        return new JsonObject { [Name] = Canonical(user, path, problems) };
    }

    /// <summary>Known keys in order; a misspelt key under its nearest known name.</summary>
    private static JsonObject Canonical(JsonObject user, string path, ConfigProblems problems)
    {
        foreach (var (key, value) in user.Where(static pair => !Keys.Contains(pair.Key, StringComparer.Ordinal)).ToArray())
        {
            var nearest = NearestName.Find(key, Keys);
            problems.Warn(
                ConfigPath.Key(path, key),
                $"the pixel does not know \"{key}\" and ignores "
                    + $"it{(nearest is null ? "" : ": the page behaves as if the key were not there")}.",
                nearest is null ? "It is omitted here." : $"Write \"{nearest}\" in the page, as it is here.");
            if (nearest is not null && !user.ContainsKey(nearest))
                user[nearest] = value?.DeepClone();
        }

        var known = new JsonObject();
        foreach (var key in Keys.Where(user.ContainsKey))
            known[key] = user[key]?.DeepClone();
        return known;
    }

    /// <summary>
    /// 1. Each <c>userIdentification</c> with an object as value; 2. the
    /// object that has one of its keys; 3. keys without an enclosing object.
    /// </summary>
    /// <returns>Indexes of the tokens at which the objects start.</returns>
    private static List<int> FindBlocks(IReadOnlyList<ScriptToken> tokens)
    {
        var blocks = new List<int>();
        for (var i = 0; i + 2 < tokens.Count; i++)
        {
            if (tokens[i].IsKey && tokens[i].Text == Name && (tokens[i + 1].Is(':') || tokens[i + 1].Is('=')) && tokens[i + 2].Is('{'))
                blocks.Add(tokens[i + 3].Is('{') ? i + 3 : i + 2);
        }

        for (var i = 0; blocks.Count == 0 && i + 1 < tokens.Count; i++)
        {
            if (tokens[i].IsKey && tokens[i + 1].Is(':') && NearestName.Find(tokens[i].Text, Keys) is not null)
                blocks.Add(StartOfObject(tokens, i));
        }

        return blocks;
    }

    private static int StartOfObject(IReadOnlyList<ScriptToken> tokens, int key)
    {
        var depth = 0;
        for (var i = key; i >= 0; i--)
        {
            if (tokens[i].Is('}'))
                depth++;
            else if (tokens[i].Is('{') && depth-- == 0)
                return i;
        }

        return key;
    }
}
