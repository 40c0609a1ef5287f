using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>Reads and fills items.</summary>
internal static class ItemExtensions
{
    extension(AttributeValue)
    {
        public static AttributeValue Of(string value) => new() { S = value };

        public static AttributeValue Of(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

        public static AttributeValue Of(bool value) => new() { BOOL = value };
    }

    extension(Item item)
    {
        /// <summary>An attribute that the item must have.</summary>
        public string Text(string name) => item.TextOrNull(name) ?? throw Missing(name);

        public string? TextOrNull(string name) => item.TryGetValue(name, out var value) ? value.S : null;

        /// <inheritdoc cref="Text"/>
        public long Number(string name) => item.NumberOrNull(name) ?? throw Missing(name);

        public long? NumberOrNull(string name) => item.TryGetValue(name, out var value) && value.N is { } number
            ? long.Parse(number, CultureInfo.InvariantCulture)
            : null;

        /// <summary>Whether a flag is set; absent is not.</summary>
        public bool Flag(string name) => item.TryGetValue(name, out var value) && value.BOOL == true;

        /// <summary>A list of maps; absent is empty.</summary>
        public IEnumerable<Item> Maps(string name) =>
            item.TryGetValue(name, out var value) && value.L is { } list ? list.Select(element => element.M) : [];

        /// <summary>Sets an attribute; <see langword="null"/> leaves it out.</summary>
        public Item With(string name, string? value)
        {
            if (value is not null)
            {
                item[name] = AttributeValue.Of(value);
            }

            return item;
        }

        /// <inheritdoc cref="With(Item, string, string?)"/>
        public Item With(string name, long? value)
        {
            if (value is { } number)
            {
                item[name] = AttributeValue.Of(number);
            }

            return item;
        }

        /// <summary>Sets a flag; false leaves it out.</summary>
        public Item With(string name, bool value)
        {
            if (value)
            {
                item[name] = AttributeValue.Of(true);
            }

            return item;
        }

        public Item With(string name, IEnumerable<Item> maps)
        {
            item[name] = new AttributeValue { L = [.. maps.Select(map => new AttributeValue { M = map })] };
            return item;
        }

        /// <summary>Puts the item into the first index.</summary>
        public Item InIndex1(string partition, string sort) =>
            item.With(Attributes.Index1Partition, partition).With(Attributes.Index1Sort, sort);

        /// <summary>Puts the item into the second index.</summary>
        public Item InIndex2(string partition, string sort) =>
            item.With(Attributes.Index2Partition, partition).With(Attributes.Index2Sort, sort);

        /// <summary>Lets the item be removed some time after <paramref name="end"/>.</summary>
        public Item Until(DateTimeOffset end) => item.With(Attributes.TimeToLive, end.ToUnixTimeSeconds());
    }

    private static InvalidDataException Missing(string name) => new($"An item has no attribute '{name}'.");
}
