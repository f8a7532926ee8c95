// The official Go SDK, unmodified, against a running server.
//
// usage: sdk json|protobuf WEBSOCKET_ADDRESS TOKEN
//
// Says "publish" and "cut" to whoever started it, who then publishes over HTTP, or cuts the line and mends it.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/centrifugal/centrifuge-go"
)

var background = context.Background()

func main() {
	log.SetFlags(0)
	time.AfterFunc(30*time.Second, func() { log.Fatal("not done after 30 s") })
	format, address, token := os.Args[1], os.Args[2], os.Args[3]
	open := centrifuge.NewJsonClient
	if format == "protobuf" {
		open = centrifuge.NewProtobufClient
	}

	client := open(address, centrifuge.Config{Token: token})
	connected := make(chan centrifuge.ConnectedEvent, 10)
	client.OnConnected(func(event centrifuge.ConnectedEvent) { connected <- event })
	room, err := client.NewSubscription("sdk:go-"+format, centrifuge.SubscriptionConfig{Recoverable: true})
	check(err)
	subscribed := make(chan centrifuge.SubscribedEvent, 10)
	room.OnSubscribed(func(event centrifuge.SubscribedEvent) { subscribed <- event })
	publications := make(chan centrifuge.Publication, 100)
	room.OnPublication(func(event centrifuge.PublicationEvent) { publications <- event.Publication })

	check(client.Connect())
	check(room.Subscribe())
	id := (<-connected).ClientID
	first := <-subscribed
	same(first.Recoverable, true)
	same(first.StreamPosition.Offset, uint64(0))

	talks(room, publications, id)
	asks(client, room, id)
	isRefused(open(address, centrifuge.Config{Token: "not a token"}))
	recovers(room, subscribed, publications)
	client.Close()
	same(len(publications), 0)
	fmt.Println("done")
}

func talks(room *centrifuge.Subscription, publications chan centrifuge.Publication, id string) {
	_, err := room.Publish(background, []byte(`{"n":1}`))
	check(err)
	fmt.Println("publish")
	own := take(publications, 1)
	same(own.Info.User, "ann")
	same(own.Info.Client, id)
	same(take(publications, 2).Info == nil, true)
}

func asks(client *centrifuge.Client, room *centrifuge.Subscription, id string) {
	history, err := room.History(background, centrifuge.WithHistoryLimit(10))
	check(err)
	same(history.Offset, uint64(2))
	same(len(history.Publications), 2)
	same(string(history.Publications[1].Data), `{"n":2}`)
	presence, err := room.Presence(background)
	check(err)
	same(len(presence.Clients), 1)
	same(presence.Clients[id].User, "ann")
	_, err = client.Presence(background, "closed:room")
	fails(err, 103)
	_, err = client.RPC(background, "unknown", []byte("{}"))
	fails(err, 104)
}

func isRefused(other *centrifuge.Client) {
	ended := make(chan centrifuge.DisconnectedEvent, 1)
	other.OnDisconnected(func(event centrifuge.DisconnectedEvent) { ended <- event })
	_ = other.Connect()
	same((<-ended).Code, uint32(3500))
	other.Close()
}

func recovers(
	room *centrifuge.Subscription, subscribed chan centrifuge.SubscribedEvent, publications chan centrifuge.Publication,
) {
	fmt.Println("cut")
	again := <-subscribed
	same(again.WasRecovering, true)
	same(again.Recovered, true)
	for n := 3; n <= 5; n++ {
		take(publications, n)
	}
	_, err := room.Publish(background, []byte(`{"n":6}`))
	check(err)
	take(publications, 6)
}

// take waits for the next publication, which must be the one with this number.
func take(publications chan centrifuge.Publication, n int) centrifuge.Publication {
	next := <-publications
	same(next.Offset, uint64(n))
	same(string(next.Data), fmt.Sprintf(`{"n":%d}`, n))
	return next
}

func fails(err error, code uint32) {
	var refusal *centrifuge.Error
	if !errors.As(err, &refusal) || refusal.Code != code {
		log.Panicf("%v instead of error %d", err, code)
	}
}

func check(err error) {
	if err != nil {
		log.Panic(err)
	}
}

func same[T comparable](actual, expected T) {
	if actual != expected {
		log.Panicf("%v instead of %v", actual, expected)
	}
}
