using System.Reflection;
using System.Text.RegularExpressions;
using TmuxBuilder.Adapters.Aws.DynamoDb;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Budgets;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.Tests.DynamoDb;

public sealed partial class KeysTests
{
    private static readonly SessionId Session = SessionId.Parse(new string('a', SessionId.Length));

    [Fact]
    public void Every_key_is_documented()
    {
        var documented = File.ReadAllText(Path.Combine(Root(AppContext.BaseDirectory), "docs", "dynamodb.md"));

        var missing = KeyWords().Distinct().Where(word => !documented.Contains(word, StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    [Fact]
    public void Numbers_in_keys_sort_as_numbers()
    {
        long[] numbers = [0, 1, 9, 10, 99, 1_000, long.MaxValue];

        Assert.Equal(numbers.Select(Keys.Padded), numbers.Select(Keys.Padded).Order(StringComparer.Ordinal));
        Assert.All(numbers, number => Assert.Equal(number, Keys.NumberOf(Keys.Turn(Session, number).Sort)));
    }

    [Fact]
    public void What_a_client_chose_is_no_part_of_a_key() =>
        Assert.DoesNotContain("secret", Keys.ClientMessage(Session, "secret#1").Sort, StringComparison.Ordinal);

    [Fact]
    public void Sessions_lie_in_all_shards_and_each_always_in_the_same()
    {
        var ids = Enumerable.Range(0, 200).Select(_ => SessionId.New("a@example.com", TimeProvider.System)).ToList();

        Assert.Equal(Shards.All, ids.Select(Shards.Of).Distinct().Order());
        Assert.Equal(5, Shards.Of(Session));
    }

    /// <summary>The constant words of all keys that are made, such as <c>TURN#</c>.</summary>
    private static IEnumerable<string> KeyWords() => typeof(Keys)
        .GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .SelectMany(member => member switch
        {
            FieldInfo field => [$"{field.GetValue(null)}"],
            // What reads keys instead of making them.
            MethodInfo
            {
                Name: nameof(Keys.Hash) or nameof(Keys.NumberOf) or nameof(Keys.DayOf) or nameof(Keys.ResourceOf),
            } => [],
            MethodInfo method => TextsOf(method.Invoke(null, [.. method.GetParameters().Select(Sample)])),
            _ => Array.Empty<string>(),
        })
        .SelectMany(text => WordPattern().Matches(text).Select(match => match.Value));

    private static string[] TextsOf(object? made) => made is ItemKey key ? [key.Partition, key.Sort] : [$"{made}"];

    private static object Sample(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(SessionId) => Session,
        var type when type == typeof(BudgetKey) => BudgetKey.Of(Session, TurnId.Parse(new string('b', 32))),
        var type when type == typeof(WorkerId) => WorkerId.Parse("worker"),
        var type when type == typeof(string) => "x",
        var type when type == typeof(int) => 1,
        var type when type == typeof(long) => 1L,
        var type when type == typeof(DateOnly) => new DateOnly(2026, 2, 4),
        var type when type == typeof(TimeSpan) => TimeSpan.FromMinutes(1),
        var type when Nullable.GetUnderlyingType(type) is { } inner => Enum.GetValues(inner).GetValue(0)!,
        { IsEnum: true } type => Enum.GetValues(type).GetValue(0)!,
        { IsGenericType: true } type when type.GetGenericTypeDefinition() == typeof(Id<>) =>
            type.GetMethod("Parse")!.Invoke(null, [new string('b', 32), null])!,
        var type => throw new NotSupportedException($"A key is made of a {type.Name}: say here what that may be."),
    };

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "TmuxBuilder.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);

    [GeneratedRegex("[A-Z]{2,}#?")]
    private static partial Regex WordPattern();
}
