using TmuxBuilder.Core.Admission;

namespace TmuxBuilder.Core.Tests.Admission;

public sealed class FairLineTests
{
    private const long Round = 5;

    [Theory]
    [InlineData("", "a a b", "a b a")]
    [InlineData("a=5", "a a b", "b a a")]
    [InlineData("a=7", "a b b b c", "b c b b a")]
    [InlineData("a=5 b=5", "a a b b", "a b a b")]
    [InlineData("b=6", "b a a a", "a a b a")]
    [InlineData("a=5", "", "")]
    public void Clients_get_places_in_turn_those_served_longest_ago_first(
        string served, string waiting, string expected) =>
        Assert.Equal(Split(expected), Order(waiting, served).Select(one => one.One));

    [Theory]
    [InlineData("a=5", "a a a", "b", 0)]
    [InlineData("a=5 b=5", "a a a", "b", 1)]
    [InlineData("a=5", "a a a", "a", 3)]
    [InlineData("", "a a b", "c", 2)]
    [InlineData("c=5", "a a b", "c", 3)]
    [InlineData("", "", "c", 0)]
    public void One_that_comes_now_is_told_where_it_will_stand(
        string served, string waiting, string client, int position)
    {
        var line = Order(waiting, served).Select((one, n) => new Waiting($"{n}", one.One));

        Assert.Equal(
            position, FairLine.PositionOfNew(new WorkerPlaces(0, Round, Read(served), [.. line]), client));
    }

    [Fact]
    public void Whatever_waits_a_client_that_had_nothing_is_behind_one_of_each_other_client_at_most()
    {
        var random = new Random(7);
        for (var run = 0; run < 200; run++)
        {
            var others = Enumerable.Range(0, random.Next(1, 5)).Select(n => $"{n}").ToArray();
            var waiting = Enumerable.Range(0, random.Next(0, 60)).Select(_ => others[random.Next(others.Length)]);
            var served = others.Where(_ => random.Next(2) == 0).Select(one => new Served(one, Round));

            var order = FairLine.Order([.. waiting, "new"], client => client, Round, served);

            Assert.InRange(order.TakeWhile(one => one.One != "new").Count(), 0, others.Length);
        }
    }

    private static IReadOnlyList<(string One, long Round)> Order(string waiting, string served) =>
        FairLine.Order(Split(waiting), client => client, Round, Read(served));

    private static Served[] Read(string served) =>
        [.. Split(served).Select(one => one.Split('=')).Select(one => new Served(one[0], long.Parse(one[1])))];

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
