using System.Collections.Concurrent;
using System.Reflection;

namespace TmuxBuilder.Fleet.Stores;

/// <summary>
/// A port that the fleet has and hardly uses: lists are empty, nothing is found, and what would write does nothing.
/// </summary>
internal class Absent<T> : DispatchProxy
    where T : class
{
    private static readonly ConcurrentDictionary<Type, object?> Answers = [];

    public static T One { get; } = Create<T, Absent<T>>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        Answers.GetOrAdd(targetMethod!.ReturnType, AnswerOf);

    private static object? AnswerOf(Type type)
    {
        if (type == typeof(Task))
        {
            return Task.CompletedTask;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
        {
            var value = type.GetGenericArguments()[0];
            return typeof(Task).GetMethod(nameof(Task.FromResult))!
                .MakeGenericMethod(value)
                .Invoke(null, [NothingOf(value)]);
        }

        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }

    private static object? NothingOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? Array.CreateInstance(type.GetGenericArguments()[0], 0)
            : type.IsValueType ? Activator.CreateInstance(type) : null;
}
