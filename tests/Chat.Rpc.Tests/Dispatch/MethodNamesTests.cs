using System.Reflection;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Tests.Dispatch;

public sealed class MethodNamesTests
{
    [Fact]
    public void Every_name_of_the_protocol_is_known() =>
        Assert.Equal(
            Names(typeof(RpcMethods)).Concat(Names(typeof(RpcNotifications))).Order(StringComparer.Ordinal),
            MethodNames.All.Order(StringComparer.Ordinal)
        );

    private static IEnumerable<string> Names(Type table) =>
        table
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => property.GetValue(null)!)
            .Select(entry => (string)entry.GetType().GetProperty("Name")!.GetValue(entry)!);
}
