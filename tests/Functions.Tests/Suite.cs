using TmuxBuilder.Functions.Tests.Support;

[assembly: AssemblyFixture(typeof(Stage))]

// All take the account from the process's environment and some let its calls fail.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
