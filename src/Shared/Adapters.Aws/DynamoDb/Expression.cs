using System.Text.RegularExpressions;
using Amazon.DynamoDBv2.Model;

namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>
/// A condition, filter or update. Attributes are written <c>#name</c>, so that none is taken for a reserved word;
/// values <c>:name</c>.
/// </summary>
internal sealed partial record Expression(string Text, params IReadOnlyList<(string Name, AttributeValue Value)> Values)
{
    /// <summary>There is no such item.</summary>
    public static readonly Expression Absent = new("attribute_not_exists(#pk)");

    /// <summary>There is such an item.</summary>
    public static readonly Expression Present = new("attribute_exists(#pk)");

    /// <summary>The names of all that are given; <see langword="null"/> when there are none.</summary>
    public static Dictionary<string, string>? NamesOf(params ReadOnlySpan<Expression?> expressions)
    {
        Dictionary<string, string>? names = null;
        foreach (var expression in expressions)
        {
            foreach (Match match in NamePattern().Matches(expression?.Text ?? ""))
            {
                (names ??= [])[match.Value] = match.Value[1..];
            }
        }

        return names;
    }

    /// <summary>The values of all that are given; <see langword="null"/> when there are none.</summary>
    public static Item? ValuesOf(params ReadOnlySpan<Expression?> expressions)
    {
        Item? values = null;
        foreach (var expression in expressions)
        {
            foreach (var (name, value) in expression?.Values ?? [])
            {
                (values ??= [])[name] = value;
            }
        }

        return values;
    }

    [GeneratedRegex(@"#\w+")]
    private static partial Regex NamePattern();
}
