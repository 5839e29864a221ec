using System.Globalization;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Properties;

namespace PrivacyGateway.Tests.Rewriting.Personal;

/// <summary>Ids as shop systems make them, which must survive the search for personal values.</summary>
public sealed class ShopIdTests(ITestOutputHelper output)
{
    private const int Ids = 100_000;

    /// <summary>
    /// Random numbers of 16 digits and UUIDs cannot be distinguished from cards and
    /// from personal UUIDs: only the parameters for orders and products preserve them.
    /// </summary>
    private static readonly (string System, bool IsLikePersonal, Func<Dice, string> Next)[] Systems =
    [
        ("Magento", false, random => random.Next(1, 999_999_999).ToString("D9", CultureInfo.InvariantCulture)),
        ("WooCommerce", false, random => random.Next(1, 999_999).ToString(CultureInfo.InvariantCulture)),
        ("Shopify", false, random => random.Next(1_000_000_000_000, 9_999_999_999_999).ToString(CultureInfo.InvariantCulture)),
        ("Shopware", false, random => $"SW{random.Next(10_000, 99_999)}.{random.Next(1, 9)}"),
        ("OXID", false, random => Hex(random, 32)),
        ("SAP Commerce", false, random => random.Next(1, 99_999_999).ToString("D10", CultureInfo.InvariantCulture)),
        ("PrestaShop", false, random => string.Concat(Enumerable.Range(0, 9).Select(_ => (char)('A' + random.Next(26))))),
        ("VTEX", false, random => $"{random.Next(1_000_000_000_000, 9_999_999_999_999)}-0{random.Next(1, 9)}"),
        ("commercetools", true, random => $"{Hex(random, 8)}-{Hex(random, 4)}-4{Hex(random, 3)}-a{Hex(random, 3)}-{Hex(random, 12)}"),
        ("own numbers", true, random => random.Next(1_000_000_000_000_000, 9_999_999_999_999_999).ToString(CultureInfo.InvariantCulture)),
    ];

    [Theory]
    [InlineData("ba", true)]
    [InlineData("cg1", false)]
    public void At_most_one_shop_id_in_a_thousand_is_taken_for_a_personal_value(string parameter, bool isCommerce)
    {
        var random = new Dice();
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var systems = Systems.Where(system => isCommerce || !system.IsLikePersonal).ToArray();
        for (var i = 0; i < Ids; i++)
        {
            var trace = new Trace();
            Rewriters.Query($"{parameter}={systems[i % systems.Length].Next(random)}", mark: false, Rewriters.Strict, trace);
            foreach (var entry in trace.Entries)
                found[entry.Rule] = found.GetValueOrDefault(entry.Rule) + 1;
        }

        output.WriteLine($"{parameter}: of {Ids} ids {string.Join(", ", found.Select(pair => $"{pair.Key} {pair.Value}"))}");
        Assert.All(found, pair => Assert.InRange(pair.Value, 0, Ids / 1000));
    }

    private static string Hex(Dice random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => "0123456789abcdef"[(int)random.Next(16)]));

    /// <summary>The same ids in every run.</summary>
    private sealed class Dice
    {
        private ulong _state = 20261129;

        public long Next(long count) => Next(0, count);

        /// <summary>Knuth's MMIX generator; its upper bits are the better ones.</summary>
        public long Next(long least, long end)
        {
            _state = (_state * 6364136223846793005) + 1442695040888963407;
            return least + (long)((_state >> 11) % (ulong)(end - least));
        }
    }
}
