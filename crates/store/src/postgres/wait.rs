//! Waiting for the server on any thread, also on one that an async runtime owns.

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;

use crate::condition::timed;

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Blocks the thread until `future` is done. The connection itself is driven by the runtime of the store, so
/// this needs none; a runtime's own way of blocking refuses to run on the threads of another.
pub(super) fn wait<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(answer) => return answer,
            Poll::Pending => std::thread::park(),
        }
    }
}

/// A request on its way.
pub(super) type Flight<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Sends all requests before it waits for the first answer; the answers in the order of the requests.
///
/// A request is sent when it is polled first, so the order of polling is the order on the wire. That first look
/// wakes nobody: the answers come in the same order, so the thread sleeps for one at a time and finds those
/// that came meanwhile without being woken for each.
///
/// Each may have a name by which it is told of when it was slow: answers come in order, so the wait for one begins when the one
/// before it is there.
pub(super) fn in_flight<'n, T>(
    mut flights: Vec<Flight<'_, T>>,
    names: impl Iterator<Item = Option<&'n str>>,
) -> Vec<T> {
    let mut unheard = Context::from_waker(Waker::noop());
    let mut sent = Vec::with_capacity(flights.len());
    for flight in &mut flights {
        sent.push(match flight.as_mut().poll(&mut unheard) {
            Poll::Ready(answer) => Some(answer),
            Poll::Pending => None,
        });
    }
    let waited = flights.into_iter().zip(sent).zip(names);
    waited
        .map(|((flight, answer), name)| match (answer, name) {
            (Some(answer), _) => answer,
            (None, Some(name)) => timed(name, || wait(flight)),
            (None, None) => wait(flight),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_begun_before_one_is_done_and_answers_keep_their_order() {
        let begun = std::cell::Cell::new(0);
        let begun = &begun;
        let flights: Vec<Flight<'_, u32>> = (0..4)
            .map(|n| -> Flight<'_, u32> {
                let mut seen = false;
                Box::pin(std::future::poll_fn(move |context| {
                    if !seen {
                        assert_eq!(begun.get(), n, "in order");
                        begun.set(n + 1);
                        seen = true;
                    }
                    if begun.get() == 4 {
                        return Poll::Ready(n);
                    }
                    context.waker().wake_by_ref();
                    Poll::Pending
                }))
            })
            .collect();
        assert_eq!(in_flight(flights, [None; 4].into_iter()), [0, 1, 2, 3]);
    }
}
